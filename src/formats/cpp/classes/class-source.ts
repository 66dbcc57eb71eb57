import type { CppInput } from '../cpp-input.ts';
import { type CppSource, sourceOfLines } from '../cpp-source.ts';
import { ClassWriter } from './class-writer.ts';

/**
 * The program of `cppSource` written with classes: it makes the same calls in the same order, reports what fails and goes on.
 * A call's key stands on its line in main and on the line of the class that makes it.
 */
export const classSource = (input: CppInput): CppSource => sourceOfLines(new ClassWriter(input).write());
