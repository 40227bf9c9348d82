import { Map } from 'immutable';
import type { EventOf, Happened } from '@jointly/kernel';
import { entry } from '../../entry';
import { freed, taken, type Block } from '../calendar';
import type { runEvents } from '../events';
import type { Slot } from '../schemas';
import type { Asset, Run } from '../state';

type Heard = Happened<EventOf<(typeof runEvents)[number]>>;

export function evolveRun(asset: Asset, event: Heard): Asset {
  switch (event.type) {
    case 'RunScheduled': {
      const { assetId: _, title: _title, ...terms } = event.data;
      const run: Run = { ...terms, participants: Map(), joiningClosed: false };
      return { ...withRun(asset, run), calendar: taken(asset.calendar, blockOf(run)) };
    }
    case 'RunJoined': {
      const { enterpriseId, quantity } = event.data;
      const run = runIn(asset, event);
      const participants = run.participants.set(enterpriseId, { quantity, joinedBy: event.eventId });
      return withRun(asset, { ...run, participants });
    }
    case 'RunLeft': {
      const run = runIn(asset, event);
      return withRun(asset, { ...run, participants: run.participants.delete(event.data.enterpriseId) });
    }
    case 'RunJoiningClosed':
      return withRun(asset, { ...runIn(asset, event), joiningClosed: true });
    case 'RunCancelled':
    case 'RunCompleted': {
      const run = { ...runIn(asset, event), joiningClosed: true, closedAt: event.recordedAt };
      return { ...withRun(asset, run), calendar: freed(asset.calendar, blockOf(run)) };
    }
    // Nothing of it is asked again: the member's account has it.
    case 'RunCostShared':
      return asset;
  }
}

const runIn = ({ runs }: Asset, { data }: { readonly data: { readonly runId: string } }): Run =>
  entry(runs, data.runId);

const withRun = (asset: Asset, run: Run): Asset => ({ ...asset, runs: asset.runs.set(run.runId, run) });

const blockOf = ({ runId, start, end }: Run & Slot): Block => ({ id: runId, of: 'RUN', start, end });
