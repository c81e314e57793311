// uWebSockets as built into Bun: 256 bytes, 20 times a second, to everybody.
const message = JSON.stringify({ type: 'frame', view: 'x'.repeat(226) });
const server = Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch: (request, server) =>
    server.upgrade(request) ? undefined : new Response('', { status: 426 }),
  websocket: { open: (socket) => socket.subscribe('all'), message: () => {} },
});
setInterval(() => server.publish('all', message), 50);
