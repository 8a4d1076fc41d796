mkdir input
printf 'a\0b' >input/blob
ln -s blob input/link
