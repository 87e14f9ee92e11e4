/**
 * The words of the domain as records and sealed types. Sees only the JDK; every other module depends on it.
 *
 * <p>Conventions of the whole model: times are UTC; {@code …Micros} are microseconds since the Unix epoch; values are in
 * the UCUM unit that the metric of the profile names; ids are lower-case words as {@link io.caretaker.model.Ids} says;
 * every type is immutable and safe to share between threads.
 */
package io.caretaker.model;
