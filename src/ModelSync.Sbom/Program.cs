using ModelSync.Sbom;

return SbomProgram.Run(args, Console.Out, Console.Error);
