import { serve } from 'kintone-shim/server';
import { visit } from './visit.cjs';

await visit(serve);
