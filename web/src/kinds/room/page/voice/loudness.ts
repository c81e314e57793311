/** Whether somebody speaks, by how loud their microphone is. */
const EVERY_MS = 100;
const LOUD = 0.02;
/** A breath between two words is no end. */
const HOLDS_MS = 600;

export function heedSpeech(stream: MediaStream, speaks: (is: boolean) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let lastMs = Number.NEGATIVE_INFINITY;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    const isLoud =
      Math.sqrt(power) > LOUD && stream.getAudioTracks().some(({ enabled }) => enabled);
    if (isLoud) lastMs = performance.now();
    speaks(performance.now() - lastMs < HOLDS_MS);
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
