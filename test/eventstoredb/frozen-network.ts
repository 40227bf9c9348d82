import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can freeze: connections stay open or are taken, and nothing goes through. */
export class FrozenNetwork {
  port = 0;
  private frozen = false;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(private readonly to: { readonly port: number }) {
    this.server = createServer((near) => this.join(near));
  }

  async open(): Promise<void> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    this.port = (this.server.address() as { port: number }).port;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** What was under way arrives, late. */
  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect(this.to.port, '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => into.write(bytes));
      from.on('error', () => into.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        into.destroy();
      });
      if (this.frozen) from.pause();
    }
  }
}
