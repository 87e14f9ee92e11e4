/** Device models that the product knows: shipped as data, installed into the registry as profiles. */
package io.caretaker.ingest.library;
