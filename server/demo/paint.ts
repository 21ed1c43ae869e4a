// Paints the pictures of the demo into the directory that is named: a program of its own, so that
// what painting takes is given back when it is done.
import { drawPictures } from './draw-pictures.ts'
import { allOf, paintPictures } from './paint-pictures.ts'

await paintPictures(process.argv[2] as string, allOf(drawPictures()))
