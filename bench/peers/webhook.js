// Bun's own server with the check of the signature, as Twitch documents it.
const secret = process.env.SECRET;
Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  async fetch(request) {
    const header = (name) => request.headers.get(`twitch-eventsub-message-${name}`) ?? '';
    const body = await request.arrayBuffer();
    const mac = new Bun.CryptoHasher('sha256', secret);
    mac.update(header('id'));
    mac.update(header('timestamp'));
    mac.update(body);
    const isRight = `sha256=${mac.digest('hex')}` === header('signature');
    return new Response(null, { status: isRight ? 204 : 403 });
  },
});
