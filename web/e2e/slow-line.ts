/** A line to the API that is long, and that can be cut and mended: a TCP proxy. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export class SlowLine {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private isHushed = false;

  private constructor(
    private readonly to: URL,
    private readonly delayMs: number,
  ) {
    this.server = createServer((near) => this.join(near));
  }

  /** `delayMs` each way. */
  static async open(to: string, delayMs = 0): Promise<SlowLine> {
    const line = new SlowLine(new URL(to), delayMs);
    await new Promise<void>((done) => line.server.listen(0, '127.0.0.1', done));
    return line;
  }

  /** Where the API is, seen from the far end. */
  get base(): string {
    const address = this.server.address();
    if (!address || typeof address === 'string') throw new Error('the line is not open');
    return `http://127.0.0.1:${address.port}`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Nothing gets through, and nobody is told: what was said comes when it is mended. */
  hush(): void {
    for (const socket of this.sockets) socket.pause();
    this.isHushed = true;
  }

  mend(): void {
    this.isHushed = false;
    for (const socket of this.sockets) socket.resume();
    this.isCut = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(near: Socket): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.to.port), this.to.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setNoDelay(true);
      this.sockets.add(from);
      if (this.isHushed) from.pause();
      from.on('data', (data) => setTimeout(() => to.writable && to.write(data), this.delayMs));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        setTimeout(() => to.destroy(), this.delayMs);
      });
    }
  }
}
