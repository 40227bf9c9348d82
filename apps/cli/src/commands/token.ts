import { Command, InvalidArgumentError } from 'commander';
import { openLocalIssuer } from '@jointly/privacy';
import { dataDirectory, requireInstallation } from '../options';

const day = 86_400;

/** `jointly token <subject>`: prints a bearer token, for installations that issue their own. */
export const tokenCommand = (): Command =>
  new Command('token')
    .description('print a bearer token of this installation; it says who, what they may do is on the log')
    .argument('<subject>', 'whom the token names, as linked to a person in an association', somebody)
    .addOption(dataDirectory())
    .option('--days <count>', 'how long it is good for', wholeDays, 1)
    .action(async (subject: string, options: { dataDir: string; days: number }) => {
      requireInstallation(options.dataDir);
      const issuer = await openLocalIssuer(options.dataDir);
      console.log(await issuer.mint(subject, options.days * day));
    });

function somebody(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Name whom the token is for, such as almaz.');
  return text;
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number of days, such as 30.');
  return Number(text);
}
