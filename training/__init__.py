"""How the zone recogniser is trained: drawn lines in, an ONNX file out."""
