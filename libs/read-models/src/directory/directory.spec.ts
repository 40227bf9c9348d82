import { instant } from '@jointly/kernel';
import { adama, associationStory, bekele, chala, hawi, oil, toldOf, tolosa } from '../testing/association-story';
import { coordinator, History, removeTemporaryDirectories, reop, sealed } from '../testing/history';

afterAll(removeTemporaryDirectories);

describe('The directory', () => {
  const history = new History();
  beforeAll(() => associationStory(history));

  it('knows the association with the rules in force and who holds which role', async () => {
    const { directory, close } = await history.folded();
    const association = await directory.association(reop);
    await close();
    expect(association).toMatchObject({ name: 'REOP plc', currency: 'ETB', locale: null, rules: { version: 1 } });
    expect(association!.grants).toEqual([{ personId: coordinator, role: 'COORDINATOR' }]);
  });

  it('keeps names sealed, with the place they were sealed into', async () => {
    const { directory, close } = await history.folded();
    const [enterprise] = await directory.enterprisesById(reop, [tolosa]);
    const [person] = await directory.personsById(reop, [hawi]);
    const [supplier] = await directory.suppliersById(reop, [adama]);
    await close();
    expect(enterprise!.name).toMatchObject({
      field: sealed('tolosa press'),
      place: { stream: 'enterprise-reop.tolosa' },
    });
    expect(supplier!.name?.field).toEqual(sealed('Adama Seeds'));
    expect([person!.name?.field, person!.phone?.field, person!.email]).toEqual([
      sealed('Hawi Tolosa'),
      sealed('+251911000001'),
      null,
    ]);
  });

  it('lists enterprises in the order of registration, page by page', async () => {
    const { directory, close } = await history.folded();
    const first = await directory.enterprises(reop, { first: 2 }, { clusterId: oil });
    const rest = await directory.enterprises(
      reop,
      { first: 2, after: first.entries.at(-1)!.since },
      { clusterId: oil },
    );
    await close();
    expect(first.entries.map(({ enterpriseId }) => enterpriseId)).toEqual([tolosa, bekele]);
    expect(first.hasNextPage).toBe(true);
    expect(rest.entries.map(({ enterpriseId }) => enterpriseId)).toEqual([chala]);
    expect(rest.hasNextPage).toBe(false);
  });

  it('finds mandates by person and by enterprise', async () => {
    const { directory, close } = await history.folded();
    const [of, forIt, none] = [
      await directory.mandatesOf(reop, hawi),
      await directory.mandatesFor(reop, tolosa),
      await directory.mandatesFor(reop, bekele),
    ];
    await close();
    expect(of).toMatchObject([{ enterpriseId: tolosa, scopes: ['COMMIT'], until: null, endedAt: null }]);
    expect(forIt).toEqual(of);
    expect(none).toEqual([]);
  });

  it('knows nothing of another association', async () => {
    const { directory, close } = await history.folded();
    const other = 'samara' as typeof reop;
    expect(await directory.association(other)).toBeUndefined();
    expect(await directory.enterprisesById(other, [tolosa])).toEqual([]);
    expect((await directory.enterprises(other, { first: 10 })).entries).toEqual([]);
    await close();
  });
});

describe('In the directory', () => {
  it('a membership that ended and was taken up again keeps its history', async () => {
    const history = new History();
    await associationStory(history);
    history.at('2026-04-01T00:00:00Z');
    await toldOf.enterprise(history, { type: 'MembershipEnded', data: { enterpriseId: tolosa, reason: 'Moved.' } });
    history.at('2026-05-01T00:00:00Z');
    await toldOf.enterprise(history, { type: 'MemberAdmitted', data: { enterpriseId: tolosa } });
    await toldOf.enterprise(history, { type: 'MembershipEnded', data: { enterpriseId: bekele, reason: 'Sold.' } });
    const during = await history.folded();
    const members = await during.directory.enterprises(reop, { first: 10 }, { membership: 'MEMBER' });
    await during.close();
    expect(members.entries.map(({ enterpriseId }) => enterpriseId)).toEqual([tolosa, chala]);
    history.at('2026-06-01T00:00:00Z');
    await toldOf.enterprise(history, { type: 'MembershipEnded', data: { enterpriseId: tolosa, reason: 'Moved.' } });
    const { directory, close } = await history.folded();
    const [former] = await directory.enterprisesById(reop, [tolosa]);
    await close();
    expect(former).toMatchObject({ membership: 'FORMER' });
    expect(former!.memberships).toEqual([
      { from: instant('2026-03-02T08:00:00Z'), until: instant('2026-04-01T00:00:00Z') },
      { from: instant('2026-05-01T00:00:00Z'), until: instant('2026-06-01T00:00:00Z') },
    ]);
  });

  it('an erased person has neither name nor contact', async () => {
    const history = new History();
    await associationStory(history);
    await toldOf.person(history, { type: 'PersonErased', data: { personId: hawi, reason: 'OBJECTION' } });
    const { directory, close } = await history.folded();
    const [person] = await directory.personsById(reop, [hawi]);
    await close();
    expect(person).toMatchObject({ name: null, phone: null, email: null, erasedAt: instant('2026-03-02T08:00:00Z') });
  });

  it('an erased enterprise and an erased supplier are nameless, and all else of them stays', async () => {
    const history = new History();
    await associationStory(history);
    const reason = 'LEGAL_OBLIGATION' as const;
    await toldOf.enterprise(history, { type: 'EnterpriseErased', data: { enterpriseId: tolosa, reason } });
    await toldOf.supplier(history, { type: 'SupplierErased', data: { supplierId: adama, reason } });
    const { directory, close } = await history.folded();
    const [enterprise] = await directory.enterprisesById(reop, [tolosa]);
    const [supplier] = await directory.suppliersById(reop, [adama]);
    await close();
    expect(enterprise).toMatchObject({ name: null, sector: 'Edible oil', clusterId: oil });
    expect(supplier).toMatchObject({ name: null, supplierId: adama });
  });

  it('roles, rules, stages, mandates and suppliers are as they stand now', async () => {
    const history = new History();
    await associationStory(history);
    const { association, cluster, enterprise, supplier } = toldOf;
    await association(history, { type: 'RoleGranted', data: { personId: hawi, role: 'INSPECTOR' } });
    await association(history, { type: 'RoleRevoked', data: { personId: coordinator, role: 'COORDINATOR' } });
    await cluster(history, {
      type: 'ClusterStageChanged',
      data: { clusterId: oil, from: 'PRE_CLUSTER', to: 'UNDERPERFORMING' },
    });
    await enterprise(history, { type: 'MandateEnded', data: { enterpriseId: tolosa, mandateId: 'mandate_1' } });
    await supplier(history, { type: 'SupplierDeactivated', data: { supplierId: adama } });
    const { directory, close } = await history.folded();
    expect((await directory.association(reop))!.grants).toEqual([{ personId: hawi, role: 'INSPECTOR' }]);
    expect(await directory.cluster(reop, oil)).toMatchObject({ stage: 'UNDERPERFORMING', sector: 'Edible oil' });
    expect((await directory.mandatesOf(reop, hawi))[0]!.endedAt).not.toBeNull();
    expect((await directory.suppliers(reop, { first: 1 })).entries).toMatchObject([{ status: 'INACTIVE' }]);
    await close();
  });
});
