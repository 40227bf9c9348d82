import { Command } from 'commander';
import { dataDirectory, eventStoreUrl } from '../options';
import { backup, restore, restored } from '../store/backup';
import { migrate } from '../store/migrate';

const theOther = 'left out, it is JOINTLY_EVENT_STORE_URL';

/** `jointly store backup|restore|restored|migrate`: the event log as a whole. */
export const storeCommand = (): Command =>
  new Command('store')
    .description('look after the event log')
    .addCommand(
      new Command('backup')
        .description('copy the embedded log as it is now, also while the server runs; the keys are not in it')
        .argument('<directory>', 'where the backup is to be; a directory of its own')
        .addOption(dataDirectory())
        .addOption(eventStoreUrl())
        .action(backup),
    )
    .addCommand(
      new Command('restore')
        .description("put a backup in the embedded log's place; the server has to be stopped")
        .argument('<backup>', 'the directory of the backup')
        .option('--replace', 'set the log that is there aside')
        .addOption(dataDirectory())
        .addOption(eventStoreUrl())
        .action(restore),
    )
    .addCommand(
      new Command('restored')
        .description('say that the EventStoreDB server was restored from a backup; every server has to be stopped')
        .addOption(dataDirectory())
        .addOption(eventStoreUrl())
        .action(restored),
    )
    .addCommand(
      new Command('migrate')
        .description('copy the log to another engine and compare the two; the server has to be stopped')
        .addOption(dataDirectory())
        .option('--from <url>', `where the log is: sqlite: (in the data directory) or esdb://…; ${theOther}`)
        .option('--to <url>', `where it is to be: nothing yet, or the beginning of this log; ${theOther}`)
        .action(migrate),
    );
