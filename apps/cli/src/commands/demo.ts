import { Command, InvalidArgumentError } from 'commander';
import { demo, type DemoOptions } from '../demo/demo';

/** `jointly demo`: what a newcomer runs first. */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('start a server with fifty oil producers and their purchases on it, in a temporary directory')
    .option('--json', 'print one line of JSON when it is ready: url, tokens, query, variables', false)
    .option('--port <number>', 'the port to listen on (default: 4000, or any that is free)', portNumber)
    .action((options: DemoOptions) => demo(options));

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Give a port, such as 4000.');
  return Number(text);
}
