/** How long a file lasts, in whole milliseconds; null where the browser cannot show it. */
const READ_MAX_MS = 10_000;

export function durationOf(file: File): Promise<number | null> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.preload = 'metadata';
  return new Promise((done) => {
    const end = (ms: number | null) => {
      clearTimeout(timer);
      video.removeAttribute('src');
      URL.revokeObjectURL(url);
      done(ms);
    };
    const timer = setTimeout(() => end(null), READ_MAX_MS);
    video.onloadedmetadata = () => {
      const ms = Math.round(video.duration * 1_000);
      end(Number.isFinite(ms) && ms >= 1_000 ? ms : null);
    };
    video.onerror = () => end(null);
    video.src = url;
  });
}
