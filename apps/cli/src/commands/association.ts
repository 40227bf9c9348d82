import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { openLocalIssuer } from '@jointly/privacy';
import { GraphQLClient } from '../client/graphql-client';
import { dataDirectory, requireInstallation, serverUrl } from '../options';

interface Founding {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly coordinator: string;
  readonly subject: string;
  readonly operator: string;
  readonly url: string;
  readonly dataDir: string;
}

const day = 86_400;

/** `jointly association create`: how the first association of an installation comes about. */
export const associationCommand = (): Command =>
  new Command('association').description('found associations').addCommand(
    new Command('create')
      .description('found an association on the running server and print a token for its first coordinator')
      .argument('<id>', 'lower-case letters and digits, such as reop; it stays for ever')
      .requiredOption('--name <name>', 'its name')
      .requiredOption('--currency <code>', 'the currency it keeps its books in, such as ETB')
      .requiredOption('--time-zone <zone>', 'its IANA time zone, such as Africa/Addis_Ababa')
      .requiredOption('--coordinator <name>', 'the name of its first coordinator')
      .requiredOption('--subject <subject>', 'whom the coordinator’s token names')
      .option(
        '--operator <subject>',
        'whom the operator’s token names',
        process.env['JOINTLY_OPERATOR_SUBJECT'] ?? 'operator',
      )
      .addOption(serverUrl())
      .addOption(dataDirectory())
      .action(create),
  );

async function create(associationId: string, founding: Founding): Promise<void> {
  const { name, currency, timeZone, coordinator, subject, operator, url, dataDir } = founding;
  requireInstallation(dataDir);
  const issuer = await openLocalIssuer(dataDir);
  const client = new GraphQLClient(url, await issuer.mint(operator, 60));
  const { coordinatorId } = await client.mutate<{ coordinatorId: string }>(
    'createAssociation',
    {
      associationId,
      idempotencyKey: randomUUID(),
      name,
      currency,
      timeZone,
      coordinator: { name: coordinator, login: { subject } },
    },
    'coordinatorId',
  );
  console.error(`Founded ${associationId}. Its first coordinator is ${coordinatorId}; this token is good for a day:`);
  console.log(await issuer.mint(subject, day));
}
