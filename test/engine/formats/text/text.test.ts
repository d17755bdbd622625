import { text } from '../../../../src/engine/formats/text/text.ts';
import { describeFormat } from '../contract.ts';

const utf8 = (content: string) => new TextEncoder().encode(content);

describeFormat(text, {
  name: '公示.txt',
  plants: [
    {
      channel: 'body',
      what: 'a number in a sentence',
      bytes: (secret) => utf8(`公示名单\r\n张三,身份证号:${secret},福州。\r\n`),
    },
    {
      channel: 'body',
      what: 'a number that ends in X',
      secret: 'id-x',
      bytes: (secret) => utf8(`张三 ${secret}`),
    },
  ],
  clean: {
    'a notice without a number': () =>
      utf8('关于开展2017年助学金评审的通知\r\n\r\n请各学院按时报送。'),
  },
});
