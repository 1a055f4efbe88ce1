using Partnero.Contracts.Tool.Commands;

return await RootCommands.RunAsync(args);
