using ModelSync.Simulation;

return CommandLine.Run(args, Console.Out);
