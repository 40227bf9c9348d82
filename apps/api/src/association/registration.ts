import { commandId, newId, type EnterpriseId } from '@jointly/kernel';
import type { Outcome } from '@jointly/event-store';
import {
  LinkIdentity,
  newPersonId,
  RegisterEnterprise,
  RegisterPerson,
  ReserveLegalIdentity,
  type EraseEnterprise,
  type ErasePerson,
  type EraseSupplier,
  type LegalIdentityState,
} from '@jointly/joint-actions';
import type { KeyStore, Secrets } from '@jointly/privacy';
import type { Subject } from '../auth/tokens';
import { commandData } from '../dispatch/command-data';
import type { Work } from '../dispatch/mutations';
import type { PersonInput } from './founding.inputs';
import type { RegisterEnterpriseInput } from './governance.inputs';

/**
 * Entries that take more than one command, since each is decided on a stream of its own. Every step may be repeated:
 * sending a request that was cut off half-way again finishes it.
 */
export class Registration {
  constructor(
    private readonly secrets: Secrets,
    private readonly keys: KeyStore,
  ) {}

  /** A person, and the login they are known by. Resolves to the first step's outcome, whose command names the person. */
  async person(
    { step, association }: Pick<Work<unknown>, 'step' | 'association'>,
    { login, ...person }: PersonInput,
    asker: Subject,
  ): Promise<Outcome> {
    const registered = await step(RegisterPerson, commandData(person));
    if (login) {
      const identity = this.secrets.identityKey(association, login.issuer ?? asker.issuer, login.subject);
      await step(LinkIdentity, { identity, personId: newPersonId(registered.commandId) });
    }
    return registered;
  }

  /**
   * An enterprise, under the record that owns its registration number: whoever registers the number again meets that
   * record and its history.
   */
  async enterprise({ step, association, actor, input }: Work<RegisterEnterpriseInput>): Promise<Outcome> {
    const { registrationNumber, ...enterprise } = input;
    const legalIdentity = this.secrets.legalIdentityKey(association, registrationNumber);
    const thisRegistration = commandId(association, actor, RegisterEnterprise.type, input.idempotencyKey);
    const wanted = newId('enterprise', thisRegistration) as EnterpriseId;
    const reserved = await step(ReserveLegalIdentity, { legalIdentity, enterpriseId: wanted });
    const enterpriseId = (reserved.state as LegalIdentityState).enterpriseId ?? wanted;
    return step(RegisterEnterprise, { ...commandData(enterprise), legalIdentity, enterpriseId });
  }

  /** Once the erasure is on the log, the subject's key goes: without it no copy of the log can be read. */
  async erase(
    { step, association, input }: Pick<Work<object>, 'step' | 'association' | 'input'>,
    erasure: typeof ErasePerson | typeof EraseEnterprise | typeof EraseSupplier,
    subject: string,
  ): Promise<Outcome> {
    const erased = await step(erasure, commandData(input));
    this.keys.destroy(association, subject);
    return erased;
  }
}
