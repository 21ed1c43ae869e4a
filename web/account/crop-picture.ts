const SIDE_PIXELS_MAX = 1024
const QUALITY = 0.9

export interface Square {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** The square of a picture as a JPEG of at most 1024 px; the browser has turned it upright. */
export async function cropPicture(address: string, { x, y, width }: Square): Promise<Blob> {
  const picture = new Image()
  picture.src = address
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.min(SIDE_PIXELS_MAX, Math.round(width))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  // What was transparent would be black in a JPEG.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, x, y, width, width, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be written'))),
      'image/jpeg',
      QUALITY,
    ),
  )
}
