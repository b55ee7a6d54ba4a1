import { runFromShell } from './shell'

void runFromShell()
