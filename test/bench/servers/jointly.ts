import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Args, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { openLocalIssuer } from '@jointly/privacy';
import { RegisterDemandInput } from '../../../apps/api/src/bulk-purchase/member.inputs';
import { MutationPayload } from '../../../apps/api/src/graphql/mutation.graphql';
import { serve } from '../../../apps/api/src/serve';
import { readSettings } from '../../../apps/api/src/settings';
import { association, gather, subject } from './crowd';

@ObjectType({ description: 'Nothing came of it.' })
class DoNothingPayload extends MutationPayload {}

/** The same request and the same answer as registerDemand, with nothing in between. */
@Resolver()
class DoNothing {
  @Mutation(() => DoNothingPayload)
  doNothing(@Args('input') _input: RegisterDemandInput): DoNothingPayload {
    return { consistencyToken: 'bm90aGluZw', userErrors: [] };
  }
}

/** The server as it ships, with a crowd in it and one mutation more. Tells its parent where it listens. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'jointly-bench-'));
  const settings = readSettings({ JOINTLY_PORT: '0', JOINTLY_DATA_DIR: directory, JOINTLY_LOG_LEVEL: 'warn' });
  const counts = JSON.parse(process.argv[2]!) as Parameters<typeof gather>[2];
  let crowd: Awaited<ReturnType<typeof gather>> | undefined;
  const { url } = await serve(settings, async ({ executor, keys }) => {
    crowd = await gather(executor, keys.secrets, counts);
    return [DoNothing];
  });
  const token = await (await openLocalIssuer(directory)).mint(subject, 3_600);
  process.send!({ url, token, association, directory, ...crowd });
}

void main();
