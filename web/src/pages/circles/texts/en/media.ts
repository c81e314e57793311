/** Pictures and recordings of messages. */
export const media = {
  media: {
    attach: 'Attach',
    choose: 'Pictures or a recording',
    record: 'Record',
    recording: 'Recording',
    stop: 'Done',
    attached: 'Attached',
    describe: (place: number) => `What picture ${place} shows`,
    describeHint: 'What it shows, for those who do not see it',
    remove: 'Remove',
    drop: (place: number) => `Remove attachment ${place}`,
    sending: (name: string) => `Sending ${name}`,
    again: 'Try again',
    waits: 'Something attached has not arrived. Send it again, or remove it.',
    picture: 'Picture',
    recordingOf: (time: string) => `Recording, ${time}`,
    whole: 'Open by itself',
    close: 'Close',
    notLater: 'What is sent later has no pictures and no recording.',
    microphone: {
      denied: 'Your browser does not let this page use the microphone. Allow it, and try again.',
      missing: 'No microphone was found.',
    },
    refused: {
      unsupported_media_type:
        'PNG, JPEG, WebP and GIF are taken, and WebM, Ogg, MP4 and MP3 audio.',
      too_large: 'A picture has 5 MB at most, a recording 2 MB.',
      too_many: 'A message has four pictures or one recording.',
      too_many_pixels: 'This picture has too many pixels: 24 million at most.',
      too_long: 'A recording has two minutes at most.',
      broken: 'This file cannot be read.',
      full: 'You have 100 MB of pictures and recordings, which is all. Remove messages that have some.',
      unavailable: 'The server is busy with other pictures. Try again.',
    } as Readonly<Record<string, string>>,
  },
};
