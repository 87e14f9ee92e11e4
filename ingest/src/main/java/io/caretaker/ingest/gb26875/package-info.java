/**
 * GB/T 26875.3-2011, the alarm transmission protocol of urban fire monitoring: what a user information transmission device
 * (用户信息传输装置) in the fire control room of an estate says over TCP. Codec and meaning; pure. The layout follows public
 * implementations, foremost shootingfans/codec_gb26875_3_2011, whose test vectors the tests read.
 */
package io.caretaker.ingest.gb26875;
