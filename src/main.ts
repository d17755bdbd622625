// What `npm start` runs.
import { serve } from './service/serve.ts';

await serve();
