import type { AssociationId, Clock, EnterpriseId, Instant, Known, PersonId, StreamId } from '@jointly/kernel';
import {
  actsFor,
  associationStream,
  enterpriseStream,
  holdsRole,
  isInForce,
  type AssociationState,
  type EnterpriseState,
  type Role,
} from '@jointly/joint-actions';
import type { DirectoryQueries } from '@jointly/read-models';

export type Load = <State>(stream: StreamId) => Promise<Known<State>>;

/** Whoever looks, in one association. What they may see follows from the log alone, as what they may do does. */
export class Viewer {
  private constructor(
    readonly association: AssociationId,
    readonly person: PersonId,
    private readonly state: Extract<AssociationState, { status: 'ACTIVE' }>,
    private readonly load: Load,
    private readonly now: Instant,
  ) {}

  /** Undefined where the association does not exist. */
  static async of(association: AssociationId, person: PersonId, load: Load, clock: Clock): Promise<Viewer | undefined> {
    const { state } = await load<AssociationState>(associationStream(association));
    return state.status === 'ACTIVE' ? new Viewer(association, person, state, load, clock.now()) : undefined;
  }

  get roles(): readonly Role[] {
    return this.state.grants
      .filter((grant) => grant.personId === this.person && isInForce(grant, this.now))
      .map(({ role }) => role);
  }

  holds(...roles: readonly Role[]): boolean {
    return holdsRole(this.state.grants, this.person, roles, this.now);
  }

  /** Every member's quantities, prices and accounts: for those who steer and those who keep the books. */
  get seesMembers(): boolean {
    return this.holds('COORDINATOR', 'TREASURER');
  }

  /** What all members come to together. */
  get seesTotals(): boolean {
    return this.seesMembers || this.holds('COMMISSION', 'CDA', 'VERIFIER', 'INSPECTOR', 'AWARD_COMMITTEE');
  }

  /** By the association's rules, members see each other's quantities. */
  get isOpenlyDisclosed(): boolean {
    return this.state.rules.disclosure === 'OPEN';
  }

  /** Holds a mandate for the enterprise now, of whatever scope. */
  async actsFor(enterprise: string): Promise<boolean> {
    const { state } = await this.load<EnterpriseState>(enterpriseStream(this.association, enterprise));
    return actsFor(state, this.person, this.now);
  }

  /** The enterprises that the viewer acts for: found in the directory, and then only what the log confirms. */
  async ownEnterprises(directory: DirectoryQueries): Promise<EnterpriseId[]> {
    const mandates = await directory.mandatesOf(this.association, this.person);
    const candidates = [...new Set(mandates.map(({ enterpriseId }) => enterpriseId))];
    const confirmed = await Promise.all(candidates.map((enterprise) => this.actsFor(enterprise)));
    return candidates.filter((_, index) => confirmed[index]);
  }

  /** One enterprise's figures. */
  async sees(enterprise: string): Promise<boolean> {
    return this.seesMembers || (await this.actsFor(enterprise));
  }
}
