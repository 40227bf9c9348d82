#!/usr/bin/env node
import { Command } from 'commander';
import { associationCommand } from './commands/association';
import { demoCommand } from './commands/demo';
import { eventsCommand } from './commands/events';
import { projectionsCommand } from './commands/projections';
import { storeCommand } from './commands/store';
import { tokenCommand } from './commands/token';
import { report } from './failure';

const jointly = new Command('jointly')
  .description('Joint actions of small enterprises: the tool of those who run an installation.')
  .addCommand(demoCommand())
  .addCommand(associationCommand())
  .addCommand(tokenCommand())
  .addCommand(projectionsCommand())
  .addCommand(storeCommand())
  .addCommand(eventsCommand());

jointly.parseAsync().catch(report);
