import { newBookingId, nextFreeSlots, type SharedAssetState } from '@jointly/joint-actions';
import type { CommandId } from '@jointly/kernel';
import type { Answer } from '../dispatch/mutations';
import type { Slot } from './calendar.graphql';

/** The booking that a command asked for; a series has several, which take more than its id. */
export const bookingMadeBy = (command: CommandId): string => newBookingId(command);

/** A mutation's answer, with the booking that it is about. */
export async function aboutBooking(answer: Promise<Answer>, bookingId?: string): Promise<Answer> {
  const { subject, ...rest } = await answer;
  return subject ? { ...rest, subject: { ...subject, part: bookingId ?? rest.createdId } } : rest;
}

export interface SlotAnswer extends Answer {
  readonly nextFreeSlots: Slot[];
}

/** From the very state that it was refused on: another reader may know of less. */
export async function aboutSlot(answering: Promise<Answer>, { start, end }: Slot): Promise<SlotAnswer> {
  const answer = await aboutBooking(answering);
  const taken = answer.userErrors.some(({ code }) => code === 'SLOT_TAKEN');
  const state = answer.subject?.state as SharedAssetState | undefined;
  return { ...answer, nextFreeSlots: taken && state ? nextFreeSlots(state, start, end) : [] };
}
