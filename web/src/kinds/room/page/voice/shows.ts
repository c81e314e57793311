/** Puts what somebody says, and their picture, into a place of the page. */
export function shows(stream: MediaStream | null, isPicture: boolean, volume: number) {
  return (place: Element): (() => void) => {
    const media = document.createElement(isPicture ? 'video' : 'audio');
    media.autoplay = true;
    media.volume = volume;
    media.muted = volume === 0;
    if (media instanceof HTMLVideoElement) media.playsInline = true;
    media.srcObject = stream;
    place.append(media);
    return () => {
      media.srcObject = null;
      media.remove();
    };
  };
}
