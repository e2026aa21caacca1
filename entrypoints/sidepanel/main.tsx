import { extensionPlatform } from '../../lib/platform/extension.ts';

void extensionPlatform();
