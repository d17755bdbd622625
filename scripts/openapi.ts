// Writes openapi.yaml from the schemas on the routes. `npm run openapi`; a test fails when it is stale.
import { writeFileSync } from 'node:fs';
import { contract } from '../src/service/http/contract.ts';

writeFileSync(new URL('../openapi.yaml', import.meta.url), await contract());
