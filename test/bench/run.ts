import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { median, type Bench, type Figure } from './figures';

// One bench after another, each in its own process, so that none inherits another's heap or warmed-up code.
// `npm run bench -- append` runs those whose file name contains "append".
const [command, argument] = process.argv.slice(2);

if (command === '--file' && argument) void runOne(argument);
else runAll(command ?? '');

async function runOne(file: string): Promise<void> {
  const { bench } = (await import(file)) as { bench: Bench };
  const figures = await bench.run();
  for (const figure of figures) process.stdout.write(`${row(figure)}\n`);
  process.exit(0);
}

function runAll(filter: string): void {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.bench.js') && name.includes(filter));
  console.log(`${machine()}\n`);
  console.log('| what | Jointly | bare | ratio | goal | |\n| --- | ---: | ---: | ---: | ---: | --- |');
  for (const file of files) {
    const { stdout, status } = spawnSync(process.execPath, [__filename, '--file', join(__dirname, file)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    process.stdout.write(stdout);
    if (status === 0) continue;
    console.log(`| ${file} did not finish | | | | | |`);
    process.exitCode = 1;
  }
}

function row({ name, ours, bare, unit, goal, note }: Figure): string {
  const ratio = median(ours) / median(bare);
  const verdict = goal === undefined ? '' : `${goal}${ratio < goal ? ' (missed)' : ''}`;
  const rate = (values: readonly number[]) => `${Math.round(median(values)).toLocaleString('en')} ${unit}/s`;
  return `| ${name} | ${rate(ours)} | ${rate(bare)} | ${ratio.toFixed(2)} | ${verdict} | ${note ?? ''} |`;
}

function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model ?? 'unknown'}, ${memory} GB, ${process.platform}; medians of interleaved rounds.`;
}
