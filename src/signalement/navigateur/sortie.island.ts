import { poserSortie } from './sortie.ts'

poserSortie()
