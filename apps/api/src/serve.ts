import type { Provider } from '@nestjs/common';
import { localIssuerName } from '@jointly/privacy';
import { apiProviders } from './api';
import { CalendarFeedController } from './calendar-feed/feed.controller';
import { appointFirstOperator } from './embedded/first-operator';
import { openInstallation, type Installation } from './embedded/installation';
import { createLogger } from './http/log';
import { ClockController, clockPath, MovableClock } from './operations/clock.controller';
import { createServer } from './server';
import type { Settings } from './settings';

/** The port is taken, or is not ours to take. */
export class CannotListen extends Error {
  constructor({ host, port }: Settings, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The server can't listen on ${host}, port ${port}: ${why}. Set JOINTLY_PORT and JOINTLY_HOST.`, { cause });
    this.name = 'CannotListen';
  }
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** What a measurement adds: data before the first request, and resolvers to compare with. */
export type Seed = (installation: Installation) => Promise<readonly Provider[]>;

/** Opens everything and answers requests until it is closed. @throws CannotListen and whatever opening throws */
export async function serve(settings: Settings, seed?: Seed): Promise<RunningServer> {
  const log = createLogger(settings.logLevel);
  const installation = await openInstallation(settings, log);
  const { executor, keys, verifier, health, clock } = installation;
  const issuer = settings.authIssuer ?? localIssuerName;
  await appointFirstOperator(executor, keys.secrets, { issuer, subject: settings.operatorSubject });
  const added = seed ? await seed(installation) : [];
  const { bodyLimit, host, port } = settings;
  const server = await createServer({
    log,
    bodyLimit,
    verifier,
    health,
    providers: [
      ...apiProviders(installation),
      ...added,
      ...(clock ? [{ provide: MovableClock, useValue: clock }] : []),
    ],
    controllers: [CalendarFeedController, ...(clock ? [ClockController] : [])],
    guarded: clock ? [clockPath] : [],
  });
  await server.listen({ host, port }).catch(async (error: unknown) => {
    await installation.close();
    throw new CannotListen(settings, error);
  });
  return {
    url: await server.getUrl(),
    async close() {
      await server.close();
      await installation.close();
    },
  };
}
