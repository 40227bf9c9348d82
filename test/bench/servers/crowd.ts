import type { CommandExecutor } from '@jointly/event-store';
import { newClusterId, newPersonId, newPurchaseId } from '@jointly/joint-actions';
import {
  systemActor,
  type AssociationId,
  type CommandId,
  type EnterpriseId,
  type JsonObject,
  type PersonId,
} from '@jointly/kernel';
import type { Secrets } from '@jointly/privacy';
import { localIssuerName } from '@jointly/privacy';

export const association = 'bench' as AssociationId;
export const subject = 'everybody';

/** Enterprises of which each may register one demand in each purchase, all by one delegate, who also coordinates. */
export interface Crowd {
  readonly enterpriseIds: readonly string[];
  readonly purchaseIds: readonly string[];
}

const far = '2035-01-01T00:00:00.000Z';

/** Fills an empty installation through its executor, as mutations would. */
export async function gather(
  executor: CommandExecutor,
  secrets: Secrets,
  counts: { readonly enterprises: number; readonly invited: number; readonly listed: number },
): Promise<Crowd> {
  let person = systemActor;
  let key = 0;
  const run = async (type: string, data: JsonObject, actor: PersonId = person): Promise<CommandId> => {
    const outcome = await executor.execute({ type, association, actor, idempotencyKey: `crowd-${key++}`, data });
    if (outcome.refusal) throw new Error(`${type}: ${outcome.refusal.message}`);
    return outcome.commandId;
  };
  person = newPersonId(await run('RegisterPerson', { name: 'Everybody' }));
  const identity = secrets.identityKey(association, localIssuerName, subject);
  await run('LinkIdentity', { identity, personId: person }, systemActor);
  const founded = { name: 'Bench', currency: 'ETB', timeZone: 'Africa/Addis_Ababa', personId: person };
  await run('CreateAssociation', founded, systemActor);
  const clusterId = newClusterId(
    await run('CreateCluster', { name: 'All', sector: 'Oil', territory: 'Here', stage: 'PERFORMING' }),
  );
  const enterpriseIds = Array.from({ length: counts.enterprises }, (_, n) => `enterprise_${n}` as EnterpriseId);
  await Promise.all(
    enterpriseIds.map(async (enterpriseId, n) => {
      const legalIdentity = secrets.legalIdentityKey(association, `ET-${n}`);
      await run('ReserveLegalIdentity', { legalIdentity, enterpriseId });
      const profile = { name: `Presser ${n}`, kind: 'FIRM', size: 'MICRO', clusterId, sector: 'Oil' };
      await run('RegisterEnterprise', { enterpriseId, legalIdentity, ...profile });
      await run('AdmitMember', { enterpriseId });
      const evidence = { uri: 'file:mandate.pdf', sha256: 'b'.repeat(64) };
      await run('AppointDelegate', { enterpriseId, personId: person, scopes: ['COMMIT'], evidence });
    }),
  );
  const purchaseIds: string[] = [];
  for (let n = 0; n < counts.invited + counts.listed; n++)
    purchaseIds.push(newPurchaseId(await run('OpenBulkPurchase', purchase(clusterId, n))));
  for (const purchaseId of purchaseIds.slice(0, counts.invited))
    for (let from = 0; from < enterpriseIds.length; from += 50)
      await run('InviteEnterprises', { purchaseId, enterpriseIds: enterpriseIds.slice(from, from + 50) });
  return { enterpriseIds, purchaseIds: purchaseIds.slice(0, counts.invited) };
}

const purchase = (clusterId: string, n: number): JsonObject => ({
  clusterId,
  title: `Oilseed, round ${n}`,
  item: { name: 'Niger seed', unit: 'kg', unitDecimals: 0 },
  terms: {
    minimumQuantity: { value: '50000', unit: 'kg' },
    minimumMembers: 20,
    demandDeadline: '2034-01-01T00:00:00.000Z',
    commitmentDeadline: far,
    confirmationDays: 30,
    deliveryTolerance: '0.05',
    shortageRule: 'PRO_RATA',
    surplusRule: 'TO_ASSOCIATION',
    allocation: {
      GOODS: 'UNIFORM_PRICE',
      FREIGHT: 'PROPORTIONAL',
      DUTY: 'PROPORTIONAL',
      INSURANCE: 'PROPORTIONAL',
      FEE: 'EQUAL',
      OTHER: 'EQUAL',
    },
    buyerOfRecord: 'ASSOCIATION_AS_PRINCIPAL',
  },
});
