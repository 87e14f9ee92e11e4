/**
 * CJ/T 188, meters for water, heat and gas (2004 and 2018). Pure. The layout and the liberties of makers follow public
 * implementations and frames; the tests name them.
 */
package io.caretaker.ingest.cjt188;
