import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@jointly/kernel';
import { openLocalIssuer } from '@jointly/privacy';
import { isCaughtUp } from '../client/health';
import { announce, announceAsJson, type Played } from './announcement';
import { ServerClock } from './clock';
import { castingFor, found } from './founding';
import { eventually } from './play/questions';
import { shareEquipment } from './play/equipment/story';
import { play } from './play/story';
import { silent, terminalProgress, type Progress } from '../progress';
import { freePort, startServer, type ServerProcess } from './server-process';
import { oilProducers } from './story/association';

export interface DemoOptions {
  readonly json: boolean;
  /** Absent: 4000, or any free one when somebody else has it. */
  readonly port?: number;
}

/** No secret, and always the same: ids hang on it, and with them who gets the odd cent. So every telling ends alike. */
const masterKey = Buffer.alloc(32, 'demonstration').toString('base64');

/** A Monday; machines and a nursery are shared for two months before the first seed is bought. */
const storyBegins = '2025-03-03T06:00:00.000Z';
const purchasesBegin = instant('2025-05-12T06:00:00.000Z');

/** Starts a server in a directory of its own, plays the story through the public API, and stays until it is stopped. */
export async function demo({ json, port }: DemoOptions): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-demo-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const server = await startServer({
    JOINTLY_DATA_DIR: directory,
    JOINTLY_PORT: String(port ?? (await freePort(4000))),
    JOINTLY_MASTER_KEY: masterKey,
    JOINTLY_CLOCK: 'controlled',
    JOINTLY_CLOCK_START: storyBegins,
    JOINTLY_LOG_LEVEL: process.env['JOINTLY_LOG_LEVEL'] ?? 'warn',
  });
  stopWith(server);
  try {
    const played = await playOn(server.url, directory, json ? silent : terminalProgress());
    if (json) announceAsJson(played);
    else await announce(played);
  } catch (error) {
    server.stop();
    throw error;
  }
  await server.ended;
}

async function playOn(url: string, directory: string, progress: Progress): Promise<Played> {
  const casting = castingFor(url, await openLocalIssuer(directory));
  const { token: operatorToken } = await casting(oilProducers.association.id, 'operator');
  const clock = await ServerClock.of(url, operatorToken);
  const equipment = await shareEquipment(casting, clock, progress);
  await clock.passTo(purchasesBegin);
  progress.begin('Fifty oil producers found their association', oilProducers.members.length);
  const cast = await found(oilProducers, casting, () => progress.step());
  progress.end();
  const story = await play(cast, clock, progress);
  await eventually('the read models do not catch up', async () => (await isCaughtUp(url)) || undefined);
  return { url, cast, equipment, operatorToken, story, now: clock.now };
}

function stopWith(server: ServerProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.stop());
}
