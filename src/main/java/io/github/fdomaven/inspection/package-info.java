/** What an image says of itself, and whether the base that it was built FROM is still the same. */
package io.github.fdomaven.inspection;
