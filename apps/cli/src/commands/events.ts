import { Command } from 'commander';
import { allEvents } from '@jointly/joint-actions';
import { eventCatalogue } from '../catalogue/event-catalogue';

/** `jointly events`: prints docs/events.md. */
export const eventsCommand = (): Command =>
  new Command('events').description('print the catalogue of all event types as Markdown').action(() => {
    process.stdout.write(eventCatalogue(allEvents));
  });
