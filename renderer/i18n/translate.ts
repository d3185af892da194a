export { translator, translatorOf, type Translate } from '../../electron/contract/translate.ts';
