return await ModelSync.Operator.Program.OperatorProgram.RunAsync(args, CancellationToken.None).ConfigureAwait(false);
