/** How pictures, sound and films begin (hexadecimal; dots for any digit). What a client says of its file is not asked. */
const BEGINNINGS = [
  '89504e470d0a1a0a', // PNG
  'ffd8ff', // JPEG
  '474946383[79]61', // GIF
  '52494646........(57454250|57415645|41564920)', // WebP, WAV, AVI
  '424d........00000000', // BMP
  '(49492a00|4d4d002a)', // TIFF
  '00000[0-9a-f]{3}66747970', // MP4, MOV, HEIC, AVIF
  '1a45dfa3', // WebM, Matroska
  '4f676753', // Ogg
  '664c6143', // FLAC
  '4944330[2-4]00', // MP3 with a title; a list may begin with ID3 too
  'fff[3b]', // MP3
];
const MEDIA = new RegExp(`^(?:${BEGINNINGS.join('|')})`);

/** Media are no documents: the service does not read them yet, and the README says so. */
const isPictureOrSound = (bytes) => MEDIA.test(bytes.toString('hex', 0, 16));

module.exports = { isPictureOrSound };
