import type { Static } from '@sinclair/typebox';
import { accept, defineCommand } from '@jointly/kernel';
import { operatorRefusal, personIsKnown, type KnowsPerson } from '../authority';
import { personIdSchema, record } from '../schemas';
import { personStream, platformStream } from '../streams';
import type { PlatformEvent } from './events';
import type { PlatformState } from './state';

const input = record({ personId: personIdSchema });
type Input = Static<typeof input>;

/** Adds an operator: the first one by the installation itself, who is registered in the association `platform`. */
export const AppointOperator = defineCommand<Input, PlatformState, KnowsPerson, PlatformEvent>({
  type: 'AppointOperator',
  stream: platformStream,
  lookups: ({ association, data }) => ({ person: personStream(association, data.personId) }),
  input,
  policies: [(command, platform) => operatorRefusal(platform, command), personIsKnown],
  decide: ({ data: { personId } }, { operators }) =>
    operators.includes(personId) ? accept() : accept({ type: 'OperatorAppointed', data: { personId } }),
});
