import type { Progress } from '../../../progress';
import type { ServerClock } from '../../clock';
import { found, type Cast, type Casting } from '../../founding';
import { cocoaFamilies, garmentMakers, textileMakers } from '../../story/equipment';
import type { AssociationPlan } from '../../story/plan';
import { at } from './asset';
import { cuttingTableSteps, shareCuttingTable } from './cutting-table';
import { engineerSteps, shareEngineer } from './engineer';
import { nurserySteps, shareNursery } from './nursery';

/** What an association shares. */
export interface Sharing {
  readonly cast: Cast;
  /** Their ids, by what they are called. */
  readonly assets: Readonly<Record<string, string>>;
}

export type SharedEquipment = Readonly<Record<'cuttingTable' | 'engineer' | 'nursery', Sharing>>;

/** Three associations, one after another: a chamber's machine, an engineer's time, a nursery that families own. */
export async function shareEquipment(
  casting: Casting,
  clock: ServerClock,
  progress: Progress,
): Promise<SharedEquipment> {
  const step = (): void => progress.step();
  const scene = async (
    plan: AssociationPlan,
    what: string,
    steps: number,
    share: (cast: Cast) => Promise<Sharing['assets']>,
  ): Promise<Sharing> => {
    progress.begin(what, plan.members.length + steps);
    const cast = await found(plan, casting, step);
    const assets = await share(cast);
    progress.end();
    return { cast, assets };
  };

  const cuttingTable = await scene(
    garmentMakers,
    'Garment makers share a machine',
    cuttingTableSteps,
    async (cast) => ({
      'the cutting table': await shareCuttingTable(cast, clock, step),
    }),
  );
  await clock.passTo(at({ offset: '+03:00' }, '03-26', '09:00'));
  const engineer = await scene(textileMakers, 'Textile producers share an engineer', engineerSteps, async (cast) => ({
    'the engineer': await shareEngineer(cast, clock, step),
  }));
  await clock.passTo(at({ offset: '-06:00' }, '04-14', '09:00'));
  const nursery = await scene(cocoaFamilies, 'Cocoa families share a nursery', nurserySteps, async (cast) => {
    const shared = await shareNursery(cast, clock, step);
    return { 'the nursery': shared.nursery, 'the tools': shared.tools };
  });
  return { cuttingTable, engineer, nursery };
}
