import { refusal, type Refusal } from '@jointly/kernel';

/** Why this is no time zone that dates can be kept in. */
export function timeZoneRefusal(timeZone: string): Refusal | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return unknownTimeZone;
    throw error;
  }
}

const unknownTimeZone = refusal(
  'UNKNOWN_TIME_ZONE',
  'This is not an IANA time zone. Give a name such as Africa/Addis_Ababa.',
  'timeZone',
);
