import { finishAfterEach } from 'kintone-shim/auto';

finishAfterEach();
