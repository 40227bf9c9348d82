import { join } from 'node:path';
import type { EventRegistry, Happened } from '@jointly/kernel';
import { ProcessDatabase, startProcesses, type Process, type RunningProcesses } from '@jointly/processes';
import { allOf, exampleAppend, linseed, sesame } from '../contract/example-events';
import { Nodes, until, type Log } from './nodes';
import { startStandIn, type StandIn } from './stand-in/stand-in';

jest.setTimeout(60_000);

let standIn: StandIn;
let nodes: Nodes;
let database: ProcessDatabase;
let running: RunningProcesses | undefined;
beforeEach(async () => {
  standIn = await startStandIn();
  nodes = new Nodes();
  database = new ProcessDatabase(join(nodes.newDirectory(), 'processes.db'));
});
afterEach(async () => {
  await running?.stop();
  database.close();
  await nodes.discard();
  standIn.stop();
});

const open = (): Promise<Log> => nodes.open(standIn, { callTimeout: 1_000, patience: 1_000 });

/** Keeps what it was given; with `before` first. */
function keeping(handled: string[], before: (event: Happened) => Promise<unknown> = () => Promise.resolve()): Process {
  return {
    name: 'keeping',
    async handle(event) {
      await before(event);
      handled.push(event.stream);
    },
  };
}

async function start(log: Log, process: Process): Promise<RunningProcesses> {
  const registry = { upcast: (event: unknown) => event } as unknown as EventRegistry;
  running = await startProcesses({ feed: log, registry, database, processes: [process], onFault: () => undefined });
  return running;
}

const stateOf = (processes: RunningProcesses): string => processes.status()[0]!.state;

describe('while the log is away, a process', () => {
  test('waits for it in the midst of an event, and goes on when it is back', async () => {
    const log = await open();
    await log.append(exampleAppend(sesame));
    const handled: string[] = [];
    let away = false;
    const process = keeping(handled, async ({ stream }) => {
      if (!away) standIn.stop();
      away = true;
      await allOf(log.readStream(stream));
    });
    const processes = await start(log, process);
    await until(() => stateOf(processes) !== 'running');
    expect(processes.status()).toMatchObject([
      { state: 'retrying', error: expect.stringMatching(/does not answer/) as string },
    ]);
    await standIn.start();
    await processes.settled();
    expect(handled).toEqual([sesame]);
    expect(stateOf(processes)).toBe('running');
  });

  test('that is only being started waits as well', async () => {
    const log = await open();
    await log.append(exampleAppend(sesame));
    standIn.stop();
    const handled: string[] = [];
    const processes = await start(log, keeping(handled));
    await until(() => stateOf(processes) !== 'running');
    expect(stateOf(processes)).toBe('retrying');
    await standIn.start();
    await until(() => handled.length === 1);
    await log.append(exampleAppend(linseed));
    await processes.settled();
    expect(handled).toEqual([sesame, linseed]);
    expect(stateOf(processes)).toBe('running');
  });

  test('can be stopped', async () => {
    const log = await open();
    standIn.stop();
    const processes = await start(log, keeping([]));
    await until(() => stateOf(processes) === 'retrying');
    await processes.stop();
    expect(stateOf(processes)).toBe('retrying');
  });
});
