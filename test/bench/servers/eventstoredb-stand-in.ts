import { startStandIn } from '../../eventstoredb/stand-in/stand-in';

void startStandIn().then(({ url }) => process.send!(url));
