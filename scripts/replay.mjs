// `npm run replay -- FILE`: takes real orders through the whole marketplace; `npm run replay` alone lists the options.
import { prepare } from './prepare.mjs';

await prepare();
await import('../dist/apps/replay/main.js');
