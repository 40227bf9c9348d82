import { platform, systemActor, type JsonObject, type PersonId } from '@jointly/kernel';
import type { CommandExecutor } from '@jointly/event-store';
import { newPersonId } from '@jointly/joint-actions';
import type { Secrets } from '@jointly/privacy';
import type { Subject } from '../auth/tokens';

/** The log and the installation disagree about who runs it: nobody could create an association. */
export class NoOperator extends Error {
  constructor(why: string) {
    super(`The installation's operator can't be appointed: ${why}`);
    this.name = 'NoOperator';
  }
}

/**
 * Makes whoever holds `login` an operator of the installation. The installation asks for it itself, at every start:
 * what was done before is recognised and answered again.
 * @throws NoOperator
 */
export async function appointFirstOperator(
  executor: CommandExecutor,
  secrets: Secrets,
  login: Subject,
): Promise<PersonId> {
  const identity = secrets.identityKey(platform, login.issuer, login.subject);
  const run = async (type: string, data: JsonObject) => {
    const request = {
      type,
      association: platform,
      actor: systemActor,
      idempotencyKey: `first-operator:${identity}`,
      data,
    };
    const outcome = await executor.execute(request);
    if (outcome.refusal) throw new NoOperator(outcome.refusal.message);
    return outcome;
  };
  const personId = newPersonId((await run('RegisterPerson', { name: 'Operator' })).commandId);
  await run('LinkIdentity', { identity, personId });
  await run('AppointOperator', { personId });
  return personId;
}
